/** Measurements, run by {@code mvn -Pbench}; no tests. */
package io.github.catamail.bench;
