/** What holds the parts together: start, health, metrics, configuration. One Quarkus application on the mock API server. */
@org.jspecify.annotations.NullMarked
package dev.novasphere.wiring;
