namespace StreamSql.Cli.Output;

/// <summary>The last line of the terminal that stderr is: rewritten in place, and gone before anything else is written.</summary>
internal static class StatusLine
{
    private const int FallbackWidth = 80;

    private static readonly Lock Lock = new();
    private static bool _shown;

    public static bool IsPossible => !Console.IsErrorRedirected;

    public static void Show(string text)
    {
        lock (Lock)
        {
            var width = Width() - 1;
            Console.Error.Write("\r" + (text.Length > width ? text[..width] : text) + "\u001b[K");
            _shown = true;
        }
    }

    public static void Clear()
    {
        lock (Lock)
        {
            if (_shown)
                Console.Error.Write("\r\u001b[K");
            _shown = false;
        }
    }

    /// <summary>A line on stderr that stays.</summary>
    public static void Say(string text)
    {
        lock (Lock)
        {
            Clear();
            Console.Error.WriteLine(text);
        }
    }

    // .NET takes the size from stdout, which need not be the terminal.
    private static int Width()
    {
        try
        {
            return Console.WindowWidth is > 0 and var width ? width : FallbackWidth;
        }
        catch (IOException)
        {
            return FallbackWidth;
        }
    }
}
