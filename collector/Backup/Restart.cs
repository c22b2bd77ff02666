namespace EdgeNoc.Collector.Backup;

/// <summary>Ends the collector so that it begins anew in the same process: with another database, but the same port and the same place in systemd.</summary>
internal sealed class Restart(IHostApplicationLifetime lifetime)
{
    /// <summary>It is not over when the host ends.</summary>
    public bool IsWanted { get; private set; }

    public void Want()
    {
        IsWanted = true;
        lifetime.StopApplication();
    }
}
