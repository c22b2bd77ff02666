namespace EdgeNoc.Agent.Devices.Telnet;

/// <summary>
/// Takes the negotiation out of what a telnet server sends, and says what is to be answered: the server may echo and need not wait for a "go ahead", everything
/// else is refused. Pure but for its place in a sequence that comes in pieces.
/// </summary>
internal sealed class TelnetFilter
{
    private const byte Iac = 255, Dont = 254, Do = 253, Wont = 252, Will = 251, SubBegin = 250, SubEnd = 240;
    private const byte Echo = 1, SuppressGoAhead = 3;

    /// <summary>A server that goes on asking gets no answers any more: two that refuse each other for ever are a known way to hang.</summary>
    private const int MaxAnswers = 64;

    private readonly bool[] _isAgreed = new bool[256];
    private State _state;
    private byte _verb;
    private int _answers;

    private enum State
    {
        Data,
        Command,
        Option,
        Sub,
        SubCommand,
    }

    /// <summary>Filters in place.</summary>
    /// <param name="bytes">As they came.</param>
    /// <param name="answers">What is to be sent back.</param>
    /// <returns>How many bytes of text now stand at the beginning.</returns>
    public int Filter(Span<byte> bytes, List<byte> answers)
    {
        var kept = 0;
        foreach (var value in bytes)
        {
            switch (_state)
            {
                case State.Data when value == Iac:
                    _state = State.Command;
                    break;
                case State.Data:
                    bytes[kept++] = value;
                    break;
                case State.Command:
                    _state = value switch { SubBegin => State.Sub, Will or Wont or Do or Dont => State.Option, _ => State.Data };
                    _verb = value;
                    if (value == Iac) bytes[kept++] = value;
                    break;
                case State.Option:
                    Answer(_verb, value, answers);
                    _state = State.Data;
                    break;
                case State.Sub when value == Iac:
                    _state = State.SubCommand;
                    break;
                case State.SubCommand:
                    _state = value == SubEnd ? State.Data : State.Sub;
                    break;
            }
        }

        return kept;
    }

    private void Answer(byte verb, byte option, List<byte> answers)
    {
        var accepts = verb == Will && option is Echo or SuppressGoAhead;
        // What was agreed to needs no second answer, and a refusal of the other side none at all.
        if (verb is Wont or Dont || (accepts && _isAgreed[option]) || ++_answers > MaxAnswers) return;
        _isAgreed[option] |= accepts;
        answers.AddRange([Iac, verb == Will ? (accepts ? Do : Dont) : Wont, option]);
    }
}
