/** A name of the old library, for the tests of what happens when it asks. */
package javax.activation;
