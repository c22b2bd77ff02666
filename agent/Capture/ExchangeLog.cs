using EdgeNoc.Agent.Devices;

namespace EdgeNoc.Agent.Capture;

/// <summary>Keeps what a device answered, the last answer to each command, in the order of the first ones.</summary>
internal sealed class ExchangeLog : IExchangeRecorder
{
    private const int MaxBytes = 64 * 1024 * 1024;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
    private readonly List<Exchange> _exchanges = [];
    private long _bytes;

    public IReadOnlyList<Exchange> Exchanges
    {
        get
        {
            lock (_gate) return [.. _exchanges];
        }
    }

    /// <summary>Answers that were too much to keep.</summary>
    public int LeftOut { get; private set; }

    /// <inheritdoc/>
    public void Record(Exchange exchange)
    {
        lock (_gate)
        {
            if (_bytes + exchange.Answer.Length > MaxBytes)
            {
                LeftOut++;
                return;
            }

            _bytes += exchange.Answer.Length;
            var own = exchange with { Answer = exchange.Answer.ToArray() };
            if (_places.TryGetValue(exchange.Command, out var place)) _exchanges[place] = own;
            else
            {
                _places[exchange.Command] = _exchanges.Count;
                _exchanges.Add(own);
            }
        }
    }
}
