@org.jspecify.annotations.NullMarked
package dev.novasphere.queue;
