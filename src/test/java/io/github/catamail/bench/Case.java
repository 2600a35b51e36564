package io.github.catamail.bench;

import java.util.Locale;

/** What is measured: the rows of the table. */
enum Case {
    PLAIN_1("Plain JVM, 1 thread"),
    PLAIN_8("Plain JVM, 8 threads"),
    TOMCAT_1("In Tomcat, 1 thread"),
    TOMCAT_8("In Tomcat, 8 threads"),
    FAR_1("20 ms per round trip, 1 recipient, 1 thread"),
    FAR_50("20 ms per round trip, 50 recipients, 1 thread"),
    UNPOOLED("A connection for each message, 1 thread"),
    CROWD("256 threads, 8 connections"),
    /** Measured in turns with the crowd. */
    CROWD_OF_8("8 threads, 8 connections"),
    WEBAPPS("50 applications, 200 threads, 8 connections");

    private final String label;

    Case(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    /** Returns what it is called in {@code -Dbench.cases}. */
    String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
