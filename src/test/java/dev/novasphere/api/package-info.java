/** How the API's types read and write. */
@org.jspecify.annotations.NullMarked
package dev.novasphere.api;
