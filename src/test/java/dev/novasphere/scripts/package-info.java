/** What people call before there is any Java: the scripts behind the Makefile and the Maven wrapper, run as they are. */
@org.jspecify.annotations.NullMarked
package dev.novasphere.scripts;
