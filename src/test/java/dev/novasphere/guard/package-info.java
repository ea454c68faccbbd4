/**
 * What people and programs may not do, tried against a real API server with the chart's admission policies and the
 * packaged operator: the bad inputs, the policies themselves, and what the operator's own account is held to.
 */
@NullMarked
package dev.novasphere.guard;

import org.jspecify.annotations.NullMarked;
