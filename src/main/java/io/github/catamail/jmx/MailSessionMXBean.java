package io.github.catamail.jmx;

import java.util.List;
import java.util.Map;

/**
 * What a resource does, and what an administrator may do about it. Numbers count from when the resource was made; times are in
 * milliseconds. {@code docs/operations.md} says what to make of them.
 *
 * <p>All attributes are open types, so that a client needs no class of Catamail.
 */
public interface MailSessionMXBean {
    @Meaning("The JNDI name of the resource")
    String getResource();

    @Meaning("The servers, and whether they are used at the moment")
    List<ServerState> getServers();

    @Meaning("How many servers are used at the moment, and not avoided for a while after a failure")
    int getServersUsable();

    @Meaning("Messages that a server accepted for at least one recipient")
    long getSent();

    @Meaning("Messages that a server accepted, but not for all recipients; part of Sent")
    long getSentPartly();

    @Meaning("Messages that failed")
    long getFailed();

    @Meaning("Failed by the word in brackets that the error ends with")
    Map<String, Long> getFailedByTopic();

    @Meaning("Recipients that were accepted")
    long getRecipients();

    @Meaning("Recipients that were refused of messages that others got")
    long getRecipientsRefused();

    @Meaning("Size of the messages that were accepted")
    long getBytes();

    @Meaning("Messages that were tried again on another connection, which the application did not notice")
    long getRetries();

    @Meaning("Connections that were opened")
    long getConnectionsCreated();

    @Meaning("Connections that could not be opened, login included")
    long getConnectFailures();

    @Meaning("Connections in use at the moment")
    int getConnectionsActive();

    @Meaning("Connections kept for the next message at the moment")
    int getConnectionsIdle();

    @Meaning("Threads of applications that wait for a connection at the moment")
    int getCallersWaiting();

    @Meaning("TLS handshakes")
    long getHandshakes();

    @Meaning("TLS handshakes that were shortened by resuming an earlier session; part of Handshakes")
    long getHandshakesResumed();

    @Meaning("The last error of a message or connection, empty if there was none")
    String getLastError();

    @Meaning("When the last error was, in UTC, empty if there was none")
    String getLastErrorAt();

    @Meaning("When a message was accepted last, in UTC, empty if none was")
    String getLastSuccessAt();

    @Meaning("Half of the accepted messages took no longer to send, in milliseconds")
    double getSendMillisP50();

    @Meaning("99 of 100 accepted messages took no longer to send, in milliseconds")
    double getSendMillisP99();

    @Meaning("The longest time that an accepted message took to send, in milliseconds")
    double getSendMillisMax();

    @Meaning("Half of the connections took no longer to open, TLS and login included, in milliseconds")
    double getConnectMillisP50();

    @Meaning("99 of 100 connections took no longer to open, TLS and login included, in milliseconds")
    double getConnectMillisP99();

    @Meaning("The longest time that a connection took to open, in milliseconds")
    double getConnectMillisMax();

    @Meaning("When the certificate of a server ends, the first one of several, in UTC; empty if none was seen")
    String getServerCertificateExpiry();

    @Meaning("Whole days until the certificate of a server ends, 0 when it is over, -1 if none was seen")
    long getServerCertificateDaysLeft();

    @Meaning("When the client certificate of the resource ends, in UTC; empty if it has none")
    String getOwnCertificateExpiry();

    @Meaning("Whole days until the client certificate of the resource ends, 0 when it is over, -1 if it has none")
    long getOwnCertificateDaysLeft();

    @Meaning("The settings as they are in effect; of a secret only whether it is set")
    Map<String, String> getSettings();

    @Meaning("How much of the dialogue with the server is written to the log: off, protocol or full")
    String getDebug();

    @Meaning("Tests each server step by step, without sending anything, and tells what happened")
    String testConnection();

    /**
     * Tests each server and sends a message through it.
     *
     * @throws IllegalArgumentException if {@code to} is not a mail address
     */
    @Meaning("Tests each server step by step, sends a message to an address, and tells what happened")
    String sendTestMessage(@Named("to") String to);

    @Meaning("Closes the connections that are kept for the next message; those in use are left alone")
    void evictIdle();

    /**
     * Changes how much of the dialogue is written to the log, until the resource is made anew.
     *
     * @throws IllegalArgumentException if {@code level} is none of off, protocol and full
     */
    @Meaning("Sets how much of the dialogue is written to the log until the next restart: off, protocol or full")
    void debug(@Named("level") String level);
}
