/** Tests that the documentation is true, as far as a test can tell. */
package io.github.catamail.docs;
