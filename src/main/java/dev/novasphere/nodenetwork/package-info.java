/**
 * Node networks: what the nodes should offer, what is seen of it, and what to tell people. Pure, like {@code desired} and
 * {@code status}: knows no client, no clock and no random number. May import {@code addresses}, {@code api}, {@code external}, {@code
 * desired}, {@code rules} and {@code status}.
 */
@org.jspecify.annotations.NullMarked
package dev.novasphere.nodenetwork;
