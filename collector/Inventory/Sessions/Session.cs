namespace EdgeNoc.Collector.Inventory.Sessions;

/// <summary>What makes a session the same from list to list. A router's own number of it counts where there is one, else its address.</summary>
internal sealed record SessionKey(string Account, string CallerId, string Number);

/// <summary>A session as a list shows it.</summary>
internal sealed record SeenSession(SessionKey Key, string? Address, long? UptimeS, long? UploadBytes, long? DownloadBytes)
{
    /// <summary>The sessions of a list, each once; rows that name neither an account nor a caller are nobody's.</summary>
    public static IReadOnlyList<SeenSession> Of(TableRows rows)
    {
        var seen = new Dictionary<SessionKey, SeenSession>();
        foreach (var row in rows.All)
        {
            var account = row.Text("name", "user") ?? "";
            var caller = row.Text("caller_id", "mac", "mac_address") ?? "";
            if (account.Length + caller.Length == 0) continue;
            var address = row.Text("address", "ip");
            var key = new SessionKey(account, caller, row.Text("session_id") ?? address ?? "");
            seen.TryAdd(key, new SeenSession(
                key, address, row.Count("uptime_s"),

                // A router counts what it receives: its "in" is what the customer sent.
                row.Count("upload_bytes", "bytes_in"), row.Count("download_bytes", "bytes_out")));
        }

        return [.. seen.Values];
    }
}

/// <summary>A row of <c>sessions</c> that has not ended.</summary>
internal sealed record OpenSession
{
    public long Id { get; init; }
    public string Account { get; init; } = "";
    public string CallerId { get; init; } = "";
    public string Number { get; init; } = "";
    public long BeganMs { get; init; }

    /// <summary>When the last list that had it was made, by the agent's clock.</summary>
    public long SeenMs { get; init; }

    /// <summary>When that list came, by the collector's clock.</summary>
    public long ReceivedMs { get; init; }

    /// <summary>In that list.</summary>
    public long? UptimeS { get; init; }

    public SessionKey Key => new(Account, CallerId, Number);
}
