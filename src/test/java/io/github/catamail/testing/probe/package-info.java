/** What runs inside a Tomcat under test, and what the demo deploys. */
package io.github.catamail.testing.probe;
