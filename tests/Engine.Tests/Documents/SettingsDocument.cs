using StreamSql.Engine.Settings;
using StreamSql.TestKit;

namespace StreamSql.Engine.Tests.Documents;

/// <summary><c>docs/settings.md</c> from the table of settings.</summary>
internal static class SettingsDocument
{
    public static string Text() => """
        # Settings

        Written from the code by `ACCEPT_SNAPSHOTS=1 dotnet test tests/Engine.Tests`; a test compares it. `SET 'key' = 'value'` in a script,
        `-D key=value` on the command line. An unknown key under `streamsql.` is an error, any other is accepted with a note. Durations are
        written as `10 s`, `5 min` or `200 ms`.


        """.ReplaceLineEndings("\n") + Table(SettingEffect.Effective) + """

        ## Accepted without effect

        Keys of Flink that scripts contain and that have nothing to change in one process.


        """.ReplaceLineEndings("\n") + Table(SettingEffect.Accepted);

    private static string Table(SettingEffect effect) => GeneratedDocument.Table(
        ["setting", "value", "default", ""],
        SettingTable.All.Where(s => s.Effect == effect).Select(s => new[]
        {
            $"`{s.Name}`", OptionValueText.Of(s.Kind, s.Choices), s.Default is { Length: > 0 } value ? $"`{value}`" : "–", s.Doc,
        }));
}
