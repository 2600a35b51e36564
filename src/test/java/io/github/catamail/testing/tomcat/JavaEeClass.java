package io.github.catamail.testing.tomcat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** A class file as it would be, had its source been written before {@code javax} was renamed. */
public final class JavaEeClass {
    private static final List<String> MAIL = List.of("mail", "activation");
    private static final List<String> ALL = List.of("mail", "activation", "servlet", "annotation");

    private static final int UTF8 = 1;
    private static final int LONG = 5;
    private static final int DOUBLE = 6;

    private JavaEeClass() {}

    /** Renames all that Java EE had: for an application of that time. */
    public static byte[] of(byte[] jakarta) {
        return rename(jakarta, ALL);
    }

    /** Renames mail and activation only: for a library of that time in an application of today. */
    public static byte[] ofLibrary(byte[] jakarta) {
        return rename(jakarta, MAIL);
    }

    private static byte[] rename(byte[] file, List<String> packages) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(file));
                DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeLong(in.readLong());
            int constants = in.readUnsignedShort();
            out.writeShort(constants);
            for (int i = 1; i < constants; i++) {
                int tag = in.readUnsignedByte();
                out.writeByte(tag);
                if (tag == UTF8) {
                    out.writeUTF(rename(in.readUTF(), packages));
                } else {
                    out.write(in.readNBytes(size(tag)));
                }
                if (tag == LONG || tag == DOUBLE) {
                    i++;
                }
            }
            in.transferTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static String rename(String text, List<String> packages) {
        String renamed = text;
        for (String name : packages) {
            renamed = renamed.replace("jakarta/" + name + "/", "javax/" + name + "/");
        }
        return renamed;
    }

    // JVMS 4.4.
    private static int size(int tag) {
        return switch (tag) {
            case 7, 8, 16, 19, 20 -> 2;
            case 15 -> 3;
            case 3, 4, 9, 10, 11, 12, 17, 18 -> 4;
            case LONG, DOUBLE -> 8;
            default -> throw new IllegalArgumentException("constant of kind " + tag);
        };
    }
}
