/** May this be asked? What the CRD cannot say itself. Pure; may import {@code api} and the YAML parser. */
@org.jspecify.annotations.NullMarked
package dev.novasphere.rules;
