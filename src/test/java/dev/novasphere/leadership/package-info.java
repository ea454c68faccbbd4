@org.jspecify.annotations.NullMarked
package dev.novasphere.leadership;
