using System.Text;

namespace StreamSql.Connectors.FileSystem;

/// <summary>Partitions as directories: <c>day=2024-01-01/country=de</c>, special characters as <c>%</c> and two hexadecimal digits.</summary>
internal static class PartitionPath
{
    private const string Special = "\"#%'*/:=?\\{[]^";

    /// <summary>The value that a path has for a key, or <see langword="null"/> if it is in no such directory.</summary>
    public static string? Find(string path, string key)
    {
        var parts = path.Split('/');
        for (var i = parts.Length - 2; i >= 0; i--)
        {
            var equals = parts[i].IndexOf('=', StringComparison.Ordinal);
            if (equals > 0 && Uri.UnescapeDataString(parts[i][..equals]) == key)
                return Uri.UnescapeDataString(parts[i][(equals + 1)..]);
        }

        return null;
    }

    /// <summary>The directory of one key and value.</summary>
    public static string Directory(string key, string value) => Escape(key) + "=" + Escape(value);

    private static string Escape(string text)
    {
        var escaped = new StringBuilder();
        foreach (var character in text)
        {
            if (character < ' ' || character == 0x7F || Special.Contains(character, StringComparison.Ordinal))
                escaped.Append(System.Globalization.CultureInfo.InvariantCulture, $"%{(int)character:X2}");
            else
                escaped.Append(character);
        }

        return escaped.ToString();
    }
}
