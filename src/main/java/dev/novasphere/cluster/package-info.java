/**
 * The only input and output: {@link dev.novasphere.cluster.ClusterReader} reads caches, {@link
 * dev.novasphere.cluster.ClusterWriter}, {@link dev.novasphere.cluster.Removal}, {@link
 * dev.novasphere.cluster.LeaseKeeper}, {@link dev.novasphere.cluster.StatusWriter} and {@link
 * dev.novasphere.cluster.Announcer} write. Nobody else talks to the API
 * server. May import {@code addresses}, {@code api}, {@code external}, {@code observed}, {@code desired}, {@code status} and
 * {@code metrics}.
 */
@org.jspecify.annotations.NullMarked
package dev.novasphere.cluster;
