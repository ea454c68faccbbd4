/** What one Wukong costs: time, requests and memory, beside a bare client that makes the same writes. */
@org.jspecify.annotations.NullMarked
package dev.novasphere.bench;
