/**
 * IP addresses as numbers: how they are written, which a subnet has, and which of a pool is free. Pure. May import {@code
 * api}.
 */
@org.jspecify.annotations.NullMarked
package dev.novasphere.addresses;
