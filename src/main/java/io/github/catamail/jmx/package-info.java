/** One MBean for each resource, for JConsole, the manager of Tomcat, Prometheus and their like. */
@NullMarked
package io.github.catamail.jmx;

import org.jspecify.annotations.NullMarked;
