namespace StreamSql.Cli.Tests;

/// <summary>Waits for what another process does.</summary>
internal static class Wait
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static async Task UntilAsync(Func<bool> condition, Func<string>? orSay = null)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!condition())
        {
            if (TimeProvider.System.GetElapsedTime(start) > Patience)
                Assert.Fail(orSay?.Invoke() ?? "what was waited for did not come");
            await Task.Delay(TimeSpan.FromMilliseconds(50));
        }
    }
}
