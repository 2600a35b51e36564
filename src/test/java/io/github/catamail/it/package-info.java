/** The overlay in real Tomcats: what an administrator gets. */
package io.github.catamail.it;
