/** What an administrator sees who installs the operator with Helm: real pods, from the real image, on a real node. */
@NullMarked
package dev.novasphere.e2e;

import org.jspecify.annotations.NullMarked;
