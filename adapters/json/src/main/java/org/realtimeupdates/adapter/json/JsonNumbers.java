package org.realtimeupdates.adapter.json;

import java.math.BigDecimal;
import java.math.BigInteger;

/** What the text of a JSON number is, and which Java types can hold it. */
public final class JsonNumbers {

    /** Digits, and a sign, of which any number is a long. */
    private static final int SURELY_LONG = 18;

    private JsonNumbers() {}

    /**
     * Whether the class can hold the number; fractions may be rounded.
     *
     * @param number a JSON number of bounded length
     * @param javaClass a wrapper of a primitive number, BigInteger or BigDecimal
     */
    public static boolean fits(String number, Class<?> javaClass) {
        try {
            if (javaClass == Float.class) {
                return Float.isFinite(Float.parseFloat(number));
            }
            if (javaClass == Double.class) {
                return Double.isFinite(Double.parseDouble(number));
            }
            if (javaClass == BigInteger.class) {
                return isDigits(number);
            }
            return javaClass == BigDecimal.class || isWithin(whole(number), javaClass);
        } catch (ArithmeticException | NumberFormatException e) {
            return false;
        }
    }

    /**
     * The number, whole and no larger than a long.
     *
     * @throws ArithmeticException for any other
     * @throws NumberFormatException for one with an exponent beyond all measure
     */
    public static long whole(String number) {
        return number.length() <= SURELY_LONG && isDigits(number)
                ? Long.parseLong(number)
                : new BigDecimal(number).longValueExact();
    }

    private static boolean isDigits(String number) {
        for (int i = 0; i < number.length(); i++) {
            char c = number.charAt(i);
            if (c != '-' && (c < '0' || c > '9')) {
                return false;
            }
        }
        return true;
    }

    private static boolean isWithin(long number, Class<?> javaClass) {
        if (javaClass == Long.class) {
            return true;
        }
        if (javaClass == Integer.class) {
            return number == (int) number;
        }
        return javaClass == Short.class ? number == (short) number : number == (byte) number;
    }
}
