/** What is known of Tomcat itself; the only importer of {@code org.apache.catalina}. */
@NullMarked
package io.github.catamail.catalina;

import org.jspecify.annotations.NullMarked;
