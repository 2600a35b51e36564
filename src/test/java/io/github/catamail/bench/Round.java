package io.github.catamail.bench;

/**
 * What one contender did in one round.
 *
 * @param sent all messages
 * @param perSecond messages per second, without those of the lead-in
 */
record Round(long sent, double perSecond) {
    /** Reads what {@link #toString} wrote. */
    static Round parse(String text) {
        String[] fields = text.split(" ", -1);
        return new Round(Long.parseLong(fields[0]), Double.parseDouble(fields[1]));
    }

    @Override
    public String toString() {
        return sent + " " + perSecond;
    }
}
