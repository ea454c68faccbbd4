/** Holds the hand-written CRDs against the Java model, the original documents and a real API server. */
@org.jspecify.annotations.NullMarked
package dev.novasphere.crd;
