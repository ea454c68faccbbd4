/** May this be asked? What the CRD's own rules cannot say. Pure; may import {@code api}. */
@org.jspecify.annotations.NullMarked
package dev.novasphere.rules;
