namespace EdgeNoc.Collector.Channels.Http;

/// <summary>Servers quote what they were sent; a secret among it goes no further.</summary>
internal static class SecretMask
{
    private const int Shortest = 4;

    // Asterisks would format a message.
    private const string Mask = "•••";

    /// <summary>The text with the secret, as it is and as it looks after cleaning or in an address, made unreadable.</summary>
    public static string Hide(string text, string secret)
    {
        // A key of one letter would make a riddle of every reason, and hides nothing.
        if (secret.Length < Shortest) return text;
        foreach (var form in new[] { secret, HostileText.Clean(secret, int.MaxValue), Uri.EscapeDataString(secret) })
            text = text.Replace(form, Mask, StringComparison.Ordinal);
        return text;
    }
}
