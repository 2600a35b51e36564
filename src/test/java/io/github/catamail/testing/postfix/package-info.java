/** A real Postfix, with an instance and a configuration of its own, for tests. */
package io.github.catamail.testing.postfix;
