using System.Text;
using StreamSql.Connectors.Kafka.Options;
using StreamSql.Core.Diagnostics;

namespace StreamSql.Connectors.Kafka.Properties;

/// <summary>User and password out of a Java login configuration: <c>…PlainLoginModule required username="u" password="p";</c>.</summary>
/// <param name="Mechanism">What the module stands for, or <see langword="null"/> if it serves several.</param>
internal sealed record JaasLogin(string User, string Password, string? Mechanism)
{
    private const string Package = "org.apache.kafka.common.security.";

    private static readonly string[] Flags = ["required", "requisite", "sufficient", "optional"];

    /// <summary>Understands the two modules that hold a user and a password, and refuses every other: modules are classes to load.</summary>
    public static (JaasLogin? Login, Diagnostic? Problem) Parse(string text)
    {
        var words = Words(text);
        if (words is null)
            return (null, KafkaOptionErrors.Jaas("has a quote that is not closed"));
        if (words is not [var module, var flag, .. var settings, ";"] || !Flags.Contains(flag.ToLowerInvariant()))
            return (null, KafkaOptionErrors.Jaas("is not of the form 'module required name=\"value\" …;'"));
        var known = Module(module);
        if (known is null)
            return (null, KafkaOptionErrors.Jaas("names a login module other than PlainLoginModule and ScramLoginModule, and modules are not loaded"));

        var values = new Dictionary<string, string>();
        for (var i = 0; i < settings.Length; i += 3)
        {
            if (i + 2 >= settings.Length || settings[i + 1] != "=")
                return (null, KafkaOptionErrors.Jaas("is not of the form 'module required name=\"value\" …;'"));
            values[settings[i]] = settings[i + 2];
        }

        return values.TryGetValue("username", out var user) && values.TryGetValue("password", out var password)
            ? (new JaasLogin(user, password, known == "plain" ? "PLAIN" : null), null)
            : (null, KafkaOptionErrors.Jaas("does not hold username and password"));
    }

    // Flink's builds rename the package by putting their own in front.
    private static string? Module(string name)
    {
        var start = name.IndexOf(Package, StringComparison.Ordinal);
        return start < 0 ? null : name[(start + Package.Length)..] switch
        {
            "plain.PlainLoginModule" => "plain",
            "scram.ScramLoginModule" => "scram",
            _ => null,
        };
    }

    /// <summary>Words, quoted strings without their quotes, and the signs = and ; or <see langword="null"/> if a quote is open.</summary>
    private static string[]? Words(string text)
    {
        var words = new List<string>();
        for (var i = 0; i < text.Length;)
        {
            var c = text[i];
            if (char.IsWhiteSpace(c))
            {
                i++;
            }
            else if (c is '=' or ';')
            {
                words.Add(c.ToString());
                i++;
            }
            else if (c is '"' or '\'')
            {
                if (Quoted(text, ref i) is not { } quoted)
                    return null;
                words.Add(quoted);
            }
            else
            {
                var start = i;
                while (i < text.Length && !char.IsWhiteSpace(text[i]) && text[i] is not ('=' or ';'))
                    i++;
                words.Add(text[start..i]);
            }
        }

        return [.. words];
    }

    private static string? Quoted(string text, ref int i)
    {
        var quote = text[i++];
        var value = new StringBuilder();
        while (i < text.Length && text[i] != quote)
        {
            if (text[i] == '\\' && i + 1 < text.Length)
                i++;
            value.Append(text[i++]);
        }

        return i++ < text.Length ? value.ToString() : null;
    }
}
