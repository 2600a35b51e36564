package io.github.catamail.bench;

/**
 * How a round is run.
 *
 * @param threads that send
 * @param leadMillis before the clock starts, for connections that were closed since the last round
 * @param millis that count
 */
record Pace(int threads, int leadMillis, int millis) {
    /** Reads what {@link #toString} wrote. */
    static Pace parse(String text) {
        String[] fields = text.split(",", -1);
        return new Pace(Integer.parseInt(fields[0]), Integer.parseInt(fields[1]), Integer.parseInt(fields[2]));
    }

    @Override
    public String toString() {
        return threads + "," + leadMillis + "," + millis;
    }
}
