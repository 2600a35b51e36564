package io.github.catamail.sharing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The constants of a class file (JVMS 4.4), as far as calls of methods go. */
final class ConstantPool {
    private static final int COUNT = 8;
    private static final int START = 10;
    private static final int MAX_COUNT = 0xffff;

    private static final int UTF8 = 1;
    private static final int LONG = 5;
    private static final int DOUBLE = 6;
    private static final int CLASS = 7;
    private static final int METHOD = 10;

    private final ByteBuffer file;
    /** Where each constant begins, and at last where they end; 0 for those that do not exist. */
    private final int[] offsets;

    /**
     * Reads a class file.
     *
     * @throws IndexOutOfBoundsException if this is none
     * @throws IllegalArgumentException if this is none
     */
    ConstantPool(byte[] classFile) {
        file = ByteBuffer.wrap(classFile);
        int count = unsigned(COUNT);
        offsets = new int[count + 1];
        int offset = START;
        for (int i = 1; i < count; i++) {
            offsets[i] = offset;
            int tag = file.get(offset);
            offset += size(offset);
            if (tag == LONG || tag == DOUBLE) {
                // These count for two.
                i++;
            }
        }
        offsets[count] = offset;
    }

    /**
     * Returns the class file with its calls of a method made calls of the method of that name in another class; null if there
     * are none.
     *
     * @param owner the class that has the method, with slashes
     * @param name the method, whatever its parameters
     * @param newOwner the other class, with slashes
     */
    byte @Nullable [] redirected(String owner, String name, String newOwner) {
        byte[] nameBytes = name.getBytes(UTF_8);
        if (!has(nameBytes) || count() + 2 > MAX_COUNT) {
            return null;
        }
        byte[] ownerBytes = owner.getBytes(UTF_8);
        byte[] newOwnerBytes = newOwner.getBytes(UTF_8);
        int end = offsets[count()];
        ByteBuffer changed = ByteBuffer.allocate(file.capacity() + 3 + newOwnerBytes.length + 3)
                .put(file.slice(0, end))
                .put((byte) UTF8)
                .putShort((short) newOwnerBytes.length)
                .put(newOwnerBytes)
                .put((byte) CLASS)
                .putShort((short) count())
                .put(file.slice(end, file.capacity() - end))
                .putShort(COUNT, (short) (count() + 2));
        boolean found = false;
        for (int i = 1; i < count(); i++) {
            if (isCall(i, ownerBytes, nameBytes)) {
                changed.putShort(offsets[i] + 1, (short) (count() + 1));
                found = true;
            }
        }
        return found ? changed.array() : null;
    }

    private int count() {
        return offsets.length - 1;
    }

    private boolean has(byte[] text) {
        for (int i = 1; i < count(); i++) {
            if (isText(i, text)) {
                return true;
            }
        }
        return false;
    }

    private boolean isCall(int index, byte[] owner, byte[] name) {
        int method = offsets[index];
        return method != 0
                && file.get(method) == METHOD
                && isText(unsigned(offsets[unsigned(method + 1)] + 1), owner)
                && isText(unsigned(offsets[unsigned(method + 3)] + 1), name);
    }

    private boolean isText(int index, byte[] text) {
        int offset = offsets[index];
        return offset != 0
                && file.get(offset) == UTF8
                && unsigned(offset + 1) == text.length
                && Arrays.equals(file.array(), offset + 3, offset + 3 + text.length, text, 0, text.length);
    }

    private int size(int offset) {
        return switch (file.get(offset)) {
            case UTF8 -> 3 + unsigned(offset + 1);
            case LONG, DOUBLE -> 9;
            case CLASS, 8, 16, 19, 20 -> 3;
            case 15 -> 4;
            case 3, 4, 9, METHOD, 11, 12, 17, 18 -> 5;
            default -> throw new IllegalArgumentException("a constant of kind " + file.get(offset));
        };
    }

    private int unsigned(int offset) {
        return Short.toUnsignedInt(file.getShort(offset));
    }
}
