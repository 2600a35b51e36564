/** The certificate of a server: it is fetched, judged, shown and stored. Nothing is sent to the server beyond what that takes. */
@NullMarked
package io.github.catamail.doctor.certificate;

import org.jspecify.annotations.NullMarked;
