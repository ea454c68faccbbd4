/** The packaged operator on a real API server with a simulated platform: what the tests, the demo and the bench stand on. */
@org.jspecify.annotations.NullMarked
package dev.novasphere.testkit.operator;
