/** Composition: settings and material become a {@code jakarta.mail.Session}. */
@NullMarked
package io.github.catamail.session;

import org.jspecify.annotations.NullMarked;
