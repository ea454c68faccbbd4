/** Stories that users tell, on a real API server with the packaged operator under its shipped roles. */
@org.jspecify.annotations.NullMarked
package dev.novasphere.apiserver;
