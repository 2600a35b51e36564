package io.github.catamail.testing.probe;

/** A kind of content that only the application knows. */
public record OwnDocument(String text) {}
