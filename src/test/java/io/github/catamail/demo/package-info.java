/** What {@code mvn -Pdemo} runs: a Tomcat with Catamail, a mail server, and a page to send from and read on. */
package io.github.catamail.demo;
