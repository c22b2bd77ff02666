Console.Error.WriteLine("Simulators: nothing yet");
return 2;
