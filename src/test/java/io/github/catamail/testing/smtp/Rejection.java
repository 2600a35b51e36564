package io.github.catamail.testing.smtp;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A rule that refuses addresses.
 *
 * @param address which ones
 * @param reply what is said to them
 */
public record Rejection(Predicate<String> address, Reply reply) {
    static Optional<Reply> first(List<Rejection> rules, String address) {
        return rules.stream()
                .filter(rule -> rule.address().test(address))
                .map(Rejection::reply)
                .findFirst();
    }
}
