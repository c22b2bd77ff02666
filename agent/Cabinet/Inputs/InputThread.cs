using EdgeNoc.Agent.Cabinet.Gpio;

namespace EdgeNoc.Agent.Cabinet.Inputs;

/// <summary>Waits in the kernel for edges of button and contacts, and looks after the panel in between: a thread of its own, so that it goes on when all others hang.</summary>
internal sealed class InputThread : IDisposable
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);

    private readonly GpioLines? _lines;
    private readonly Action<GpioEdge> _edge;
    private readonly Action _beat;
    private readonly WakeUp _wake = new();
    private readonly Thread _thread;
    private volatile bool _stopping;

    /// <param name="lines">The inputs; null when there are none.</param>
    /// <param name="edge">Called on this thread for each edge.</param>
    /// <param name="beat">Called on this thread about every second; must not wait for anything.</param>
    public InputThread(GpioLines? lines, Action<GpioEdge> edge, Action beat)
    {
        (_lines, _edge, _beat) = (lines, edge, beat);
        _thread = new Thread(Run) { IsBackground = true, Name = "cabinet" };
    }

    public void Start() => _thread.Start();

    public void Dispose()
    {
        _stopping = true;
        _wake.Now();
        if (_thread.IsAlive) _thread.Join();
        _wake.Dispose();
        _lines?.Dispose();
    }

    private void Run()
    {
        while (!_stopping)
        {
            foreach (var edge in _lines is null ? _wake.Wait(Beat) : _lines.Wait(_wake, Beat)) _edge(edge);
            _beat();
        }
    }
}
