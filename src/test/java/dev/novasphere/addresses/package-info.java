/** Tests of what people are told. */
@org.jspecify.annotations.NullMarked
package dev.novasphere.addresses;
