using StreamSql.Core.Functions;
using StreamSql.Core.Types;
using StreamSql.Functions.Kernels;

namespace StreamSql.Functions.Scalar;

/// <summary>Functions between values and their codes: binary, hexadecimal, base 64, character sets, URLs.</summary>
internal static class EncodingFunctions
{
    public static IReadOnlyList<ScalarFunction> All { get; } =
    [
        new("BIN", "BIN(integer)", "Returns the integer in binary digits, without leading zeros.", Overload.Any(
            new Overload([Parameters.Long], SqlType.String, () => new Lift<ToBinary, Fixed<long>, TextSink>())))
        {
            Family = ArithmeticOperators.Family,
        },
        new("HEX", "HEX(integer | string)", "Returns the integer, or the bytes of the string, in upper-case hexadecimal digits.", Overload.Any(
            new Overload([Parameters.Long], SqlType.String, () => new Lift<LongToHex, Fixed<long>, TextSink>()),
            new Overload([Parameters.Text], SqlType.String, () => new Lift<TextToHex, Text, TextSink>()),
            new Overload([Parameters.Bytes], SqlType.String, () => new Lift<TextToHex, Text, TextSink>())))
        {
            Family = ArithmeticOperators.Family,
        },
        new("UNHEX", "UNHEX(string)", "Returns the bytes that the hexadecimal digits stand for, NULL if they are none.", Overload.Any(
            new Overload([Parameters.Text], SqlType.Bytes, () => new Lift<FromHex, Text, TextSink>()) { Nullness = Nullness.Always }))
        {
            Family = ArithmeticOperators.Family,
        },
        Text("TO_BASE64", "TO_BASE64(string)", "Returns the base 64 code of the string.", Overload.Any(
            new Overload([Parameters.Text], SqlType.String, () => new Lift<ToBase64, Text, TextSink>()),
            new Overload([Parameters.Bytes], SqlType.String, () => new Lift<ToBase64, Text, TextSink>()))),
        Text("FROM_BASE64", "FROM_BASE64(string)", "Returns the string that a base 64 code stands for.", Overload.Any(
            new Overload([Parameters.Text], SqlType.String, () => new Lift<FromBase64, Text, TextSink>()))),
        Text("ASCII", "ASCII(string)", "Returns the code of the first byte, 0 for the empty string.", Overload.Any(
            new Overload([Parameters.Text], new SqlType.Integer(), () => new Lift<FirstByte, Text, FixedSink<int>>()))),
        Text("CHR", "CHR(integer)", "Returns the Latin-1 character of a code modulo 256, nothing for a negative one.", Overload.Any(
            new Overload([Parameters.Long], SqlType.String, () => new Lift<Character, Fixed<long>, TextSink>()))),
        Text("ENCODE", "ENCODE(string, charset)", "Returns the bytes of the string in a character set.", Overload.Any(
            new Overload([Parameters.Text, Parameters.Text], SqlType.Bytes, () => new Lift<Encode, Text, Text, TextSink>()))),
        Text("DECODE", "DECODE(binary, charset)", "Returns the string that the bytes are in a character set.", Overload.Any(
            new Overload([Parameters.Bytes, Parameters.Text], SqlType.String, () => new Lift<Decode, Text, Text, TextSink>()))),
        Text("IS_VALID_UTF8", "IS_VALID_UTF8(bytes)", "Returns whether the bytes are valid UTF-8.", Overload.Any(
            new Overload([Parameters.Bytes], new SqlType.Boolean(), () => new Lift<IsValidUtf8, Text, BitSink>()))),
        Text("MAKE_VALID_UTF8", "MAKE_VALID_UTF8(bytes)", "Returns the bytes as a string, with U+FFFD for each sequence that is not UTF-8.", Overload.Any(
            new Overload([Parameters.Bytes], SqlType.String, () => new Lift<MakeValidUtf8, Text, TextSink>()))),
        Text("URL_ENCODE", "URL_ENCODE(string)", "Returns the string as it may stand in a URL's form data.", Overload.Any(
            new Overload([Parameters.Text], SqlType.String, () => new Lift<UrlEncode, Text, TextSink>()))),
        Text("URL_DECODE", "URL_DECODE(string)", "Undoes URL_ENCODE, NULL if the string is malformed.", Overload.Any(
            new Overload([Parameters.Text], SqlType.String, () => new Lift<UrlDecode, Text, TextSink>()) { Nullness = Nullness.Always })),
        Text("INET_ATON", "INET_ATON(string)", "Returns the number of an IPv4 address, NULL if it is none.", Overload.Any(
            new Overload([Parameters.Text], new SqlType.BigInt(), () => new Lift<AddressToNumber, Text, FixedSink<long>>()) { Nullness = Nullness.Always })),
        Text("INET_NTOA", "INET_NTOA(integer)", "Returns the IPv4 address of a number, NULL if it has none.", Overload.Any(
            new Overload([Parameters.Long], SqlType.String, () => new Lift<NumberToAddress, Fixed<long>, TextSink>()) { Nullness = Nullness.Always })),
    ];

    private static ScalarFunction Text(string name, string signature, string doc, Func<IReadOnlyList<ArgumentInfo>, ResolvedFunction?> resolve) =>
        new(name, signature, doc, resolve) { Family = StringFunctions.Family };
}
