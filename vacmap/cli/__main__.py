"""`python -m vacmap.cli`"""

from vacmap.cli import main

if __name__ == "__main__":
    main()
