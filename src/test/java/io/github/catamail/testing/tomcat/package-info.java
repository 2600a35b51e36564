/** Real Tomcats: installed from their distribution and run as processes. */
package io.github.catamail.testing.tomcat;
