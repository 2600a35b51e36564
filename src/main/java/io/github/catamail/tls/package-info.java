/** PEM, PKCS12 and JKS files read into trust and key material, and the socket factory made of it. */
@NullMarked
package io.github.catamail.tls;

import org.jspecify.annotations.NullMarked;
