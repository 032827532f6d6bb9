using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace StreamSql.Storage.Json;

/// <summary>The form of all our JSON files: <c>{"v":1,"id":7,…,"crc32c":"0a1b2c3d"}</c> and a line feed.</summary>
/// <remarks>
/// The members of <typeparamref name="T"/> stand between the header and the seal; the checksum covers every byte before
/// <c>,"crc32c"</c>. That much holds for all versions, so that a newer file is told from a damaged one.
/// Unknown and duplicate members are refused, whatever the caller's serializer options say.
/// </remarks>
internal sealed class SealedJson<T>
{
    // ,"crc32c":"xxxxxxxx"}\n
    private const int SealLength = 22;

    private readonly int _version;
    private readonly JsonTypeInfo<T> _type;

    /// <param name="version">Written into new files; files with a higher one are refused.</param>
    /// <param name="type"><typeparamref name="T"/> is written as an object, without members v, id and crc32c.</param>
    public SealedJson(int version, JsonTypeInfo<T> type)
    {
        _version = version;
        var options = new JsonSerializerOptions(type.Options)
        {
            AllowDuplicateProperties = false,
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            WriteIndented = false,
            // People read these files; nothing here goes into HTML.
            Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            TypeInfoResolver = type.OriginatingResolver ?? type.Options.TypeInfoResolver,
        };
        _type = (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
    }

    /// <summary>The file's bytes, and its checksum: 32 bits that stand for the content.</summary>
    public byte[] Seal(long id, T value, out uint checksum)
    {
        var members = JsonSerializer.SerializeToUtf8Bytes(value, _type).AsSpan()[1..^1];
        var header = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $$"""{"v":{{_version}},"id":{{id}}"""));
        var separator = members.IsEmpty ? 0 : 1;
        var file = new byte[header.Length + separator + members.Length + SealLength];
        header.CopyTo(file, 0);
        if (separator == 1)
            file[header.Length] = (byte)',';
        members.CopyTo(file.AsSpan(header.Length + separator));
        checksum = Crc32C.Compute(file.AsSpan(0, file.Length - SealLength));
        Encoding.UTF8.GetBytes(SealText(checksum), file.AsSpan(file.Length - SealLength));
        return file;
    }

    /// <param name="path">For messages.</param>
    /// <exception cref="Core.Diagnostics.SqlException">SS6002, SS6003, SS6004, SS6006 or SS6007, with the byte position.</exception>
    public T Open(string path, byte[] file, long id, out uint checksum)
    {
        var body = file.AsSpan(0, Math.Max(0, file.Length - SealLength));
        if (!TryReadSeal(file.AsSpan(body.Length), out var expected))
            throw StorageErrors.Truncated(path, file.Length);
        checksum = Crc32C.Compute(body);
        if (checksum != expected)
            throw StorageErrors.ChecksumMismatch(path, body.Length, expected, checksum);

        var json = new byte[body.Length + 1];
        body.CopyTo(json);
        json[^1] = (byte)'}';
        try
        {
            BlankHeader(path, json, id);
            return JsonSerializer.Deserialize(json, _type)
                ?? throw StorageErrors.Malformed(path, 0, "no object");
        }
        catch (JsonException e)
        {
            throw StorageErrors.Malformed(path, Position(json, e), WithoutPosition(e.Message));
        }
    }

    /// <summary>Checks version and id, and overwrites them with blanks, so that what remains is the caller's object with
    /// every byte at its old position.</summary>
    private void BlankHeader(string path, byte[] json, long id)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
            throw StorageErrors.Malformed(path, 0, "no object");
        var start = (int)reader.BytesConsumed;
        var version = ReadMember(path, ref reader, "v");
        if (version > _version)
            throw StorageErrors.NewerVersion(path, version, _version);
        if (version < 1)
            throw StorageErrors.Malformed(path, start, $"no version {version.ToString(CultureInfo.InvariantCulture)} ever existed");
        var actualId = ReadMember(path, ref reader, "id");
        if (actualId != id)
            throw StorageErrors.WrongEntry(path, id, actualId);
        var end = (int)reader.BytesConsumed;
        if (json[end] == (byte)',')
            end++;
        json.AsSpan(start, end - start).Fill((byte)' ');
    }

    private static long ReadMember(string path, ref Utf8JsonReader reader, string name)
    {
        var position = reader.BytesConsumed;
        if (!reader.Read() || reader.TokenType != JsonTokenType.PropertyName || !reader.ValueTextEquals(name)
            || !reader.Read() || reader.TokenType != JsonTokenType.Number || !reader.TryGetInt64(out var value))
        {
            throw StorageErrors.Malformed(path, position, $"no number '{name}'");
        }

        return value;
    }

    private static string SealText(uint checksum) =>
        string.Create(CultureInfo.InvariantCulture, $$""","crc32c":"{{checksum:x8}}"}""") + "\n";

    private static bool TryReadSeal(ReadOnlySpan<byte> seal, out uint checksum)
    {
        checksum = 0;
        return seal.Length == SealLength
            && Utf8Parser.TryParse(seal.Slice(11, 8), out checksum, out var consumed, 'x') && consumed == 8
            && seal.SequenceEqual(Encoding.UTF8.GetBytes(SealText(checksum)));
    }

    /// <summary>The serializer counts lines, we count bytes of the file.</summary>
    private static long Position(ReadOnlySpan<byte> json, JsonException e)
    {
        var start = 0;
        for (var line = e.LineNumber ?? 0; line > 0; line--)
            start += json[start..].IndexOf((byte)'\n') + 1;
        return start + (e.BytePositionInLine ?? 0);
    }

    private static string WithoutPosition(string message) =>
        message.IndexOf(" Path:", StringComparison.Ordinal) is var end and > 0 ? message[..end].TrimEnd('.') : message.TrimEnd('.');
}
