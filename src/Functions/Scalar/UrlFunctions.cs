using StreamSql.Functions.Kernels;

namespace StreamSql.Functions.Scalar;

/// <summary>PARSE_URL(url, part); NULL for what is no URL, for a part it does not have and for a part there is not.</summary>
internal readonly struct UrlPart : IOperation<Text, Text, TextSink>
{
    public bool Invoke(in Text a, in Text b, int row, ref TextSink sink) =>
        UrlParts.TryFind(a[row], b[row], out var start, out var length) && sink.Slice(row, 0, in a.At(row), a[row], start, length);
}

/// <summary>PARSE_URL(url, 'QUERY', key)</summary>
internal readonly struct UrlParameter : IOperation<Text, Text, Text, TextSink>
{
    public bool Invoke(in Text a, in Text b, in Text c, int row, ref TextSink sink)
    {
        var url = a[row];
        if (!b[row].SequenceEqual("QUERY"u8) || !UrlParts.TryFind(url, b[row], out var start, out var length))
            return false;
        var end = start + length;
        while (start <= end)
        {
            var next = url[start..end].IndexOf((byte)'&');
            var parameter = next < 0 ? url[start..end] : url.Slice(start, next);
            if (parameter.StartsWith(c[row]) && parameter.Length > c[row].Length && parameter[c[row].Length] == '=')
                return sink.Slice(row, 0, in a.At(row), url, start + c[row].Length + 1, parameter.Length - c[row].Length - 1);
            if (next < 0)
                return false;
            start += next + 1;
        }

        return false;
    }
}

/// <summary>Cuts URLs as java.net.URL does.</summary>
internal static class UrlParts
{
    public static bool TryFind(ReadOnlySpan<byte> url, ReadOnlySpan<byte> part, out int start, out int length)
    {
        (start, length) = (0, 0);
        var colon = url.IndexOf((byte)':');
        if (colon <= 0 || !IsProtocol(url[..colon]))
            return false;
        var reference = url.IndexOf((byte)'#');
        var end = reference < 0 ? url.Length : reference;
        var (authority, path) = (colon + 1, colon + 1);
        if (url[authority..end].StartsWith("//"u8))
        {
            authority += 2;
            var slash = url[authority..end].IndexOfAny((byte)'/', (byte)'?');
            path = slash < 0 ? end : authority + slash;
        }

        var query = url[path..end].IndexOf((byte)'?') is var mark and >= 0 ? path + mark : -1;
        var user = url[authority..path].LastIndexOf((byte)'@') is var at and >= 0 ? authority + at : -1;
        var found = part switch
        {
            _ when part.SequenceEqual("PROTOCOL"u8) => Between(0, colon, out start, out length),
            _ when part.SequenceEqual("AUTHORITY"u8) => authority < path && Between(authority, path, out start, out length),
            _ when part.SequenceEqual("USERINFO"u8) => user >= 0 && Between(authority, user, out start, out length),
            _ when part.SequenceEqual("HOST"u8) => Host(url, user < 0 ? authority : user + 1, path, out start, out length),
            _ when part.SequenceEqual("PATH"u8) => Between(path, query < 0 ? end : query, out start, out length),
            _ when part.SequenceEqual("FILE"u8) => Between(path, end, out start, out length),
            _ when part.SequenceEqual("QUERY"u8) => query >= 0 && Between(query + 1, end, out start, out length),
            _ when part.SequenceEqual("REF"u8) => reference >= 0 && Between(reference + 1, url.Length, out start, out length),
            _ => false,
        };
        return found;
    }

    private static bool Host(ReadOnlySpan<byte> url, int from, int to, out int start, out int length)
    {
        var host = url[from..to];
        var bracket = host.IndexOf((byte)']');
        var port = host[(bracket + 1)..].IndexOf((byte)':');
        return Between(from, port < 0 ? to : from + bracket + 1 + port, out start, out length);
    }

    private static bool Between(int from, int to, out int start, out int length)
    {
        (start, length) = (from, to - from);
        return true;
    }

    // Those that Java has a handler for.
    private static bool IsProtocol(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("http"u8) || name.SequenceEqual("https"u8) || name.SequenceEqual("ftp"u8) || name.SequenceEqual("file"u8)
        || name.SequenceEqual("jar"u8) || name.SequenceEqual("mailto"u8);
}
