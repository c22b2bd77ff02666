using System.Threading.Channels;
using EdgeNoc.Collector.Users;

namespace EdgeNoc.Collector.Web.Live;

/// <summary>Something that changed at a site, ready to be written to whoever sees the site: made once for all of them.</summary>
/// <param name="Site">The site's id.</param>
/// <param name="Frame">The whole event as it goes over the wire.</param>
internal sealed record LiveEvent(string Site, byte[] Frame);

/// <summary>Hands what changed to all who look. Who reads too slowly is let go: it comes again and begins with the whole picture.</summary>
internal sealed class LiveHub
{
    public const int MaxViewers = 1_000;
    private const int MaxWaiting = 2_000;

    private readonly Lock _gate = new();
    private readonly HashSet<LiveViewer> _viewers = [];

    public int Viewers
    {
        get
        {
            lock (_gate) return _viewers.Count;
        }
    }

    /// <summary>Null: there are too many already. What changes from now on is kept for this one.</summary>
    public LiveViewer? Join(SiteScope scope)
    {
        lock (_gate)
        {
            if (_viewers.Count >= MaxViewers) return null;
            var viewer = new LiveViewer(scope, Channel.CreateBounded<LiveEvent>(new BoundedChannelOptions(MaxWaiting) { SingleReader = true, SingleWriter = true }));
            _viewers.Add(viewer);
            return viewer;
        }
    }

    public void Leave(LiveViewer viewer)
    {
        lock (_gate) _viewers.Remove(viewer);
    }

    public void Publish(LiveEvent one)
    {
        lock (_gate)
        {
            foreach (var viewer in _viewers)
            {
                if (viewer.Scope.Allows(one.Site) && !viewer.Queue.Writer.TryWrite(one)) viewer.Queue.Writer.TryComplete();
            }
        }
    }
}

/// <summary>One browser that looks.</summary>
internal sealed record LiveViewer(SiteScope Scope, Channel<LiveEvent> Queue);
